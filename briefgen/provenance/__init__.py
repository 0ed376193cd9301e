"""Does a quotation stand in its source document, where, and how much of a document is used."""
