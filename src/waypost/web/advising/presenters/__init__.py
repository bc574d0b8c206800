"""What the pages of a caseload say."""
