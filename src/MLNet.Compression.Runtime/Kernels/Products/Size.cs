using System.Runtime.InteropServices;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>The numbers of rows that a tile can have.</summary>
internal static class Size
{
    [StructLayout(LayoutKind.Sequential, Size = 1)]
    public readonly struct One : ISize;

    [StructLayout(LayoutKind.Sequential, Size = 2)]
    public readonly struct Two : ISize;

    [StructLayout(LayoutKind.Sequential, Size = 3)]
    public readonly struct Three : ISize;

    [StructLayout(LayoutKind.Sequential, Size = 4)]
    public readonly struct Four : ISize;

    [StructLayout(LayoutKind.Sequential, Size = 5)]
    public readonly struct Five : ISize;

    [StructLayout(LayoutKind.Sequential, Size = 6)]
    public readonly struct Six : ISize;

    [StructLayout(LayoutKind.Sequential, Size = 7)]
    public readonly struct Seven : ISize;

    [StructLayout(LayoutKind.Sequential, Size = 8)]
    public readonly struct Eight : ISize;

    [StructLayout(LayoutKind.Sequential, Size = 9)]
    public readonly struct Nine : ISize;

    [StructLayout(LayoutKind.Sequential, Size = 10)]
    public readonly struct Ten : ISize;

    [StructLayout(LayoutKind.Sequential, Size = 11)]
    public readonly struct Eleven : ISize;

    [StructLayout(LayoutKind.Sequential, Size = 12)]
    public readonly struct Twelve : ISize;
}
