namespace MLNet.Compression;

/// <summary>A token and the piece of text it stands for.</summary>
/// <param name="Id">Its vocabulary id.</param>
/// <param name="Start">Where its first surviving character starts, in UTF-16 code units.</param>
/// <param name="End">Where its last surviving character ends, in UTF-16 code units (exclusive).</param>
public readonly record struct TokenSpan(int Id, int Start, int End);
