namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>Neighbouring columns of a matrix, laid out.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="FirstInput">The first column, a multiple of 16.</param>
internal readonly record struct LayoutPart(Int8Layout Layout, int FirstInput);
