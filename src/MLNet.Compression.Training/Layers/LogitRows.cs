namespace MLNet.Compression.Training.Layers;

/// <summary>Which rows of a head's outputs somebody will read; a greater value holds all rows of a smaller one.</summary>
internal enum LogitRows
{
    /// <summary>None: the head need not run.</summary>
    None = 0,

    /// <summary>Those of tokens that have a label. Where the targets are no labels of tokens, or the head looks at whole sequences: all.</summary>
    Labelled = 1,

    /// <summary>All: of each token, or of each sequence.</summary>
    All = 2,
}
