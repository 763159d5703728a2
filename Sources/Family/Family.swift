// Family
