namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>Something a model must have so that an architecture's configuration can describe it.</summary>
/// <param name="IsMet">Whether the model has it.</param>
/// <param name="Needed">What it is, to follow "a model with".</param>
internal readonly record struct Requirement(bool IsMet, string Needed);
