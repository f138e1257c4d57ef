namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>The ids of a thread's texts until they stand in a batch, so that a warm tokenizer allocates nothing.</summary>
internal sealed class SequenceScratch
{
    [ThreadStatic]
    private static SequenceScratch? _current;

    public static SequenceScratch Current => _current ??= new SequenceScratch();

    public IdBuffer FirstIds { get; } = new();

    public IdBuffer SecondIds { get; } = new();
}
