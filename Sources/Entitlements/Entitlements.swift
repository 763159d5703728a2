// Entitlements
