using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Outcomes;

/// <summary>Getters of columns of vectors.</summary>
internal static class VectorGetter
{
    /// <summary>The getter of a column that holds all numbers of a row.</summary>
    /// <param name="scores">Where the numbers come from.</param>
    /// <param name="count">How many there are.</param>
    public static ValueGetter<VBuffer<float>> Of(IScoreSource scores, int count) => (ref VBuffer<float> value) =>
    {
        var editor = VBufferEditor.Create(ref value, count);
        scores.Current<float[]>().CopyTo(editor.Values);
        value = editor.Commit();
    };

    /// <summary>Puts values into a vector, whose memory is used again where it is long enough.</summary>
    public static void Fill<T>(ref VBuffer<T> destination, ReadOnlySpan<T> values)
    {
        var editor = VBufferEditor.Create(ref destination, values.Length);
        values.CopyTo(editor.Values);
        destination = editor.Commit();
    }
}
