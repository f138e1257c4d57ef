namespace MLNet.Compression.Runtime.Tests.Kernels;

/// <summary>Lengths around every vector width, and some that several threads share.</summary>
internal static class Lengths
{
    public static readonly int[] All = [0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 312, 20_003];
}
