using System.Runtime.InteropServices;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>The row counts a tile can have.</summary>
internal static class RowCount
{
    [StructLayout(LayoutKind.Sequential, Size = 1)]
    public readonly struct One : IRowCount
    {
        public static int Value => 1;
    }

    [StructLayout(LayoutKind.Sequential, Size = 2)]
    public readonly struct Two : IRowCount
    {
        public static int Value => 2;
    }

    [StructLayout(LayoutKind.Sequential, Size = 3)]
    public readonly struct Three : IRowCount
    {
        public static int Value => 3;
    }

    [StructLayout(LayoutKind.Sequential, Size = 4)]
    public readonly struct Four : IRowCount
    {
        public static int Value => 4;
    }

    [StructLayout(LayoutKind.Sequential, Size = 5)]
    public readonly struct Five : IRowCount
    {
        public static int Value => 5;
    }

    [StructLayout(LayoutKind.Sequential, Size = 6)]
    public readonly struct Six : IRowCount
    {
        public static int Value => 6;
    }

    [StructLayout(LayoutKind.Sequential, Size = 7)]
    public readonly struct Seven : IRowCount
    {
        public static int Value => 7;
    }

    [StructLayout(LayoutKind.Sequential, Size = 8)]
    public readonly struct Eight : IRowCount
    {
        public static int Value => 8;
    }

    [StructLayout(LayoutKind.Sequential, Size = 9)]
    public readonly struct Nine : IRowCount
    {
        public static int Value => 9;
    }

    [StructLayout(LayoutKind.Sequential, Size = 10)]
    public readonly struct Ten : IRowCount
    {
        public static int Value => 10;
    }

    [StructLayout(LayoutKind.Sequential, Size = 11)]
    public readonly struct Eleven : IRowCount
    {
        public static int Value => 11;
    }

    [StructLayout(LayoutKind.Sequential, Size = 12)]
    public readonly struct Twelve : IRowCount
    {
        public static int Value => 12;
    }
}
