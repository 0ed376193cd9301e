"""What tests share: samples, readers of pages, and programs that try the tests themselves."""
