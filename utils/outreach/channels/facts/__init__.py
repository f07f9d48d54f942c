"""What is known of each channel, from whom and how surely: data, reading, showing."""
