"""From bytes to text to rows, numbers and days. Knows no platform."""
