import Kernel
import Testing

/// A day that a test names.
func day(_ text: String) throws -> Day { try #require(Day(text)) }

/// A month that a test names.
func month(_ text: String) throws -> Month { try #require(Month(text)) }

/// The employer's currency in every test.
func ron() throws -> Currency { try #require(Currency("RON")) }
