"""Two thin painters of the display list: Qt on the screen, ReportLab on paper. They know primitives, not journeys."""
