"""What several groups of tests share: projects, built sites and the settings of a run."""
