using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace MLNet.Compression.Scoring.LookAhead;

/// <summary>How values are copied so that the copy is still right when their source has gone on to its next row.</summary>
internal static class ValueCopies
{
    /// <summary>A value that refers to no memory of its source.</summary>
    public static void Plain<T>(in T from, ref T to) => to = from;

    /// <summary>A vector of such values.</summary>
    public static void Vector<T>(in VBuffer<T> from, ref VBuffer<T> to) => from.CopyTo(ref to);

    /// <summary>A text; a source may write its next one into the same memory, unless it is a string's.</summary>
    public static void Text(in ReadOnlyMemory<char> from, ref ReadOnlyMemory<char> to) =>
        to = MemoryMarshal.TryGetString(from, out _, out _, out _) ? from : from.ToString().AsMemory();

    /// <summary>A vector of texts.</summary>
    public static void Texts(in VBuffer<ReadOnlyMemory<char>> from, ref VBuffer<ReadOnlyMemory<char>> to)
    {
        from.CopyTo(ref to);
        var editor = VBufferEditor.CreateFromBuffer(ref to);
        foreach (ref var text in editor.Values)
        {
            Text(text, ref text);
        }

        to = editor.Commit();
    }
}
