"""The exports of each platform: how they are known, and what their columns mean."""
