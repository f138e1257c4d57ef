namespace MLNet.Compression.Tests.Support;

/// <summary>Gives the value of a row, as a column's getter does.</summary>
internal delegate void Fill<T>(int row, ref T value);
