namespace MLNet.Compression.Training.States;

/// <summary>What the elements of a named value are; the numbers stand in files.</summary>
internal enum StateType
{
    /// <summary>32-bit floating-point numbers.</summary>
    Single = 1,

    /// <summary>64-bit floating-point numbers.</summary>
    Double = 2,

    /// <summary>64-bit integers.</summary>
    Int64 = 3,

    /// <summary>Truth values, one a byte.</summary>
    Flag = 4,

    /// <summary>Bytes of a text in UTF-8.</summary>
    Text = 5,
}
