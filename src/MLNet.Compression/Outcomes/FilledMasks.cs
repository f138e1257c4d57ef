namespace MLNet.Compression.Outcomes;

/// <summary>The most probable pieces for each masked place of a text.</summary>
/// <param name="Places">For each place, in the text's order, its pieces, the most probable first.</param>
internal sealed record FilledMasks(IReadOnlyList<IReadOnlyList<LikelyPiece>> Places)
{
    /// <summary>The pieces of all places in a line.</summary>
    public IReadOnlyList<LikelyPiece> All { get; } = [.. Places.SelectMany(place => place)];
}
