"""The pages of staff who look after students."""
