"""What might give a client away or do harm, found by its form; whether it does is weighed afterwards."""
