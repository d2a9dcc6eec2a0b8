"""The panes of the explorer. Each gets values, asks by messages, and knows no other pane."""
