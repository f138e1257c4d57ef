namespace MLNet.Compression.Training.Allocation;

/// <summary>What is measured once: all matrices that are alike in it take the same time.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Scheme">The number format.</param>
/// <param name="Encoding">How a file holds the matrix.</param>
/// <param name="Bytes">Bytes of the matrix, which tell how many weights are left out.</param>
/// <param name="IsLookedUp">Whether rows are looked up; else the matrix is multiplied.</param>
/// <param name="Tokens">Tokens at once.</param>
internal readonly record struct TimedKey(int Rows, int Columns, QuantizationScheme Scheme, string Encoding, long Bytes, bool IsLookedUp, int Tokens)
{
    /// <summary>The same as text, by which a file knows it.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Rows} x {Columns}, {Scheme}, {Encoding} of {Bytes} bytes, {(IsLookedUp ? "looked up" : "multiplied")} by {Tokens} tokens");
}
