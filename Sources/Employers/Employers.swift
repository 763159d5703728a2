// Employers
