"""Samsung's appliances as their cloud tells of them, all of it: what core's entities leave out too. Plain data, no library, no Home Assistant."""
