namespace MLNet.Compression.Training.Data;

/// <summary>What a batch is to be learnt to give: its rows' classes, numbers, or whatever a task asks for.</summary>
internal abstract class Targets
{
    /// <summary>What each row has, in the plural: "classes".</summary>
    public abstract string Meaning { get; }

    /// <summary>All of them as numbers, which differ where the targets do.</summary>
    public abstract ReadOnlySpan<int> Numbers { get; }

    /// <summary>The targets, if they are of a kind.</summary>
    /// <param name="wanted">What is asked for, in the plural.</param>
    /// <exception cref="InvalidOperationException">They are of another kind.</exception>
    public T Require<T>(string wanted)
        where T : Targets => this as T ?? throw Mismatch(wanted, Meaning);

    /// <summary>The exception for rows that have something else than what is asked for.</summary>
    public static InvalidOperationException Mismatch(string wanted, string found) =>
        new($"{char.ToUpperInvariant(wanted[0])}{wanted[1..]} are needed, but the rows have {found}: the data and the model, or the terms of its objective, are for different tasks.");
}
