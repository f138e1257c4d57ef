namespace MLNet.Compression.Training.Data;

/// <summary>The targets of all rows of a data set.</summary>
internal interface ITargetList
{
    /// <summary>What each row has, in the plural.</summary>
    string Meaning { get; }

    /// <summary>The targets of some rows, in the given order.</summary>
    Targets Of(ReadOnlySpan<int> rows);
}
