using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Outcomes;

/// <summary>The getter of a column that holds all numbers of a row.</summary>
internal static class VectorGetter
{
    /// <param name="scores">Where the numbers come from.</param>
    /// <param name="count">How many there are.</param>
    public static ValueGetter<VBuffer<float>> Of(IScoreSource scores, int count) => (ref VBuffer<float> value) =>
    {
        var editor = VBufferEditor.Create(ref value, count);
        scores.Current<float[]>().CopyTo(editor.Values);
        value = editor.Commit();
    };
}
