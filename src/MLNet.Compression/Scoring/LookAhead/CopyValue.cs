namespace MLNet.Compression.Scoring.LookAhead;

/// <summary>Copies a value, into the memory of the one that it replaces where it can.</summary>
internal delegate void CopyValue<T>(in T from, ref T to);
