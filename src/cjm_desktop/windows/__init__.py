"""The main window, its docks and dialogs; menus and actions as data."""
