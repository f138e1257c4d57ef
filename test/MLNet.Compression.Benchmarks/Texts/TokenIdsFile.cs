using System.Text.Json;

namespace MLNet.Compression.Benchmarks.Texts;

/// <summary>The texts as token ids, so that another engine can be timed on the very same inputs.</summary>
internal static class TokenIdsFile
{
    /// <summary>Writes a JSON array with an array of ids for each text, [CLS] and [SEP] included.</summary>
    public static void Write(string path, TokenBatch texts)
    {
        var starts = texts.SequenceStarts.ToArray();
        var ids = texts.Ids.ToArray();
        File.WriteAllText(path, JsonSerializer.Serialize(starts.SkipLast(1).Select((start, i) => ids[start..starts[i + 1]])));
    }
}
