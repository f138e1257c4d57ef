using System.Runtime.InteropServices;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>The row counts a tile can have.</summary>
internal static class RowCount
{
    [StructLayout(LayoutKind.Sequential, Size = 1)]
    public readonly struct One : IRowCount;

    [StructLayout(LayoutKind.Sequential, Size = 2)]
    public readonly struct Two : IRowCount;

    [StructLayout(LayoutKind.Sequential, Size = 3)]
    public readonly struct Three : IRowCount;

    [StructLayout(LayoutKind.Sequential, Size = 4)]
    public readonly struct Four : IRowCount;

    [StructLayout(LayoutKind.Sequential, Size = 5)]
    public readonly struct Five : IRowCount;

    [StructLayout(LayoutKind.Sequential, Size = 6)]
    public readonly struct Six : IRowCount;

    [StructLayout(LayoutKind.Sequential, Size = 7)]
    public readonly struct Seven : IRowCount;

    [StructLayout(LayoutKind.Sequential, Size = 8)]
    public readonly struct Eight : IRowCount;

    [StructLayout(LayoutKind.Sequential, Size = 9)]
    public readonly struct Nine : IRowCount;

    [StructLayout(LayoutKind.Sequential, Size = 10)]
    public readonly struct Ten : IRowCount;

    [StructLayout(LayoutKind.Sequential, Size = 11)]
    public readonly struct Eleven : IRowCount;

    [StructLayout(LayoutKind.Sequential, Size = 12)]
    public readonly struct Twelve : IRowCount;
}
