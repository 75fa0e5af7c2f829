"""What lies beside the games: size and more, help, what we store, where the numbers come from."""
