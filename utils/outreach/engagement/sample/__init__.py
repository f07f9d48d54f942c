"""The invented practice's 26 weeks, written in the form that each platform really exports."""
