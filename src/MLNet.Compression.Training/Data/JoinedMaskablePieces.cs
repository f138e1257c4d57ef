namespace MLNet.Compression.Training.Data;

/// <summary>The pieces of two vocabularies, the second's ids behind the first's: each piece is hidden and replaced by pieces of its own vocabulary.</summary>
internal sealed class JoinedMaskablePieces : IMaskablePieces
{
    private readonly MaskablePieces _first;
    private readonly MaskablePieces _second;
    private readonly int _start;
    private readonly int[] _replacements;

    /// <param name="first">The first vocabulary's pieces.</param>
    /// <param name="second">The second's, by its own ids.</param>
    /// <param name="start">What is added to the second's ids.</param>
    public JoinedMaskablePieces(MaskablePieces first, MaskablePieces second, int start)
    {
        (_first, _second, _start) = (first, second, start);
        _replacements = Array.ConvertAll(second.Replacements.ToArray(), id => id + start);
    }

    /// <inheritdoc/>
    public double WeightOf(int id) => id < _start ? _first.WeightOf(id) : _second.WeightOf(id - _start);

    /// <inheritdoc/>
    public int MaskOf(int id) => id < _start ? _first.MaskId : _second.MaskId + _start;

    /// <inheritdoc/>
    public ReadOnlySpan<int> ReplacementsOf(int id) => id < _start ? _first.Replacements : _replacements;
}
