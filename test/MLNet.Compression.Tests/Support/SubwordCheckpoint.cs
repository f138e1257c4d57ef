using System.Text.Json;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Tokenization.BytePairs;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Tests.Support;

/// <summary>A folder of a small model with random weights whose tokenizer is no WordPiece.</summary>
internal sealed class SubwordCheckpoint : IDisposable
{
    private const int Merges = 150;
    private readonly TemporaryFolder _folder = new();

    private SubwordCheckpoint(TextTokenizer tokenizer)
    {
        var shape = BertShape.Uniform(tokenizer.Vocabulary.Count, layers: 2, hiddenSize: 64, heads: 2, feedForwardSize: 64) with { MaxPositions = 48, TokenTypes = 1 + tokenizer.Subwords.Template.SecondType };
        var model = TextModelFactory.CreateRandom(shape, tokenizer, ["a", "b"], shape.MaxPositions, seed: 3);
        CompressedModelEncoder.Encode(model, ValueFormat.Float32).ToCheckpoint(withHead: false).Save(Path, tokenizer);
    }

    public string Path => _folder.File("model");

    /// <summary>A model of RoBERTa's architecture with byte-level BPE, learnt from messages.</summary>
    public static SubwordCheckpoint Roberta()
    {
        using var folder = new TemporaryFolder();
        var (pieces, merges) = Learn(Messages.Create(240).Select(message => message.Sentence1));
        string[] all = ["<s>", "<pad>", "</s>", "<unk>", .. pieces, "<mask>"];
        File.WriteAllText(folder.File("vocab.json"), JsonSerializer.Serialize(all.Index().ToDictionary(piece => piece.Item, piece => piece.Index)));
        File.WriteAllLines(folder.File("merges.txt"), merges.Select(merge => $"{merge.Left} {merge.Right}"));
        return new SubwordCheckpoint(TextTokenizer.Load(folder.Path));
    }

    /// <summary>A model with a SentencePiece unigram tokenizer.</summary>
    /// <param name="name">"xlm-r", of that architecture, or "albert", with ALBERT's tokenizer alone.</param>
    public static SubwordCheckpoint Unigram(string name) => new(TextTokenizer.Load(System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", "unigrams", name)));

    public void Dispose() => _folder.Dispose();

    /// <summary>Byte-pair encoding as it was first described: the most frequent pair of neighbours becomes a piece, again and again.</summary>
    private static (IEnumerable<string> Pieces, List<(string Left, string Right)> Merges) Learn(IEnumerable<string> texts)
    {
        var merges = new List<(string Left, string Right)>();
        List<string>[] words = [.. texts.SelectMany(text => text.Split(' ')).Distinct().Select(word => $"Ġ{word}".Select(letter => letter.ToString()).ToList())];
        while (merges.Count < Merges)
        {
            var best = words.SelectMany(word => word.Zip(word.Skip(1))).GroupBy(pair => pair).OrderByDescending(pair => pair.Count()).ThenBy(pair => pair.Key.First + pair.Key.Second, StringComparer.Ordinal).First().Key;
            merges.Add((best.First, best.Second));
            foreach (var word in words)
            {
                for (var i = 0; i + 1 < word.Count; i++)
                {
                    if ((word[i], word[i + 1]) == best)
                    {
                        word[i] += word[i + 1];
                        word.RemoveAt(i + 1);
                    }
                }
            }
        }

        return (ByteAlphabet.Characters.Select(letter => letter.ToString()).Concat(merges.Select(merge => merge.Left + merge.Right)).Distinct(), merges);
    }
}
