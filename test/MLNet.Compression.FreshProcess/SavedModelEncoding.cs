using System.Globalization;
using Microsoft.ML;

namespace MLNet.Compression.FreshProcess;

/// <summary>Loads a saved model of running text and prints the vectors that it gives. Nothing of the library is called before.</summary>
internal static class SavedModelEncoding
{
    /// <param name="file">A model file.</param>
    /// <param name="texts">The texts.</param>
    public static void Run(string file, IEnumerable<string> texts)
    {
        var ml = new MLContext();
        var rows = ml.Model.Load(file, out _).Transform(ml.Data.LoadFromEnumerable(texts.Select(text => new TextRow { Sentence1 = text })));
        foreach (var row in ml.Data.CreateEnumerable<VectorRow>(rows, reuseRowObject: false))
        {
            Console.WriteLine(string.Join(' ', row.Features.Select(value => BitConverter.SingleToUInt32Bits(value).ToString("x8", CultureInfo.InvariantCulture))));
        }
    }
}
