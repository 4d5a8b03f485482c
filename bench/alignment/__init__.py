"""How well units are aligned: fits the weights (`fit`) and measures them against peers (`measure`)."""
