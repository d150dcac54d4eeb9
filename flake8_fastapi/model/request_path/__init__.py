"""What happens while a request is answered: engines, clients, models and settings made anew."""
