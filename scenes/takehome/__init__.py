"""What a visitor takes home: the card in the QR code, and the page behind it that shows it again."""
