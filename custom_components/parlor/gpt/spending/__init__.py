"""What models cost: tokens counted, prices, and limits that are kept."""
