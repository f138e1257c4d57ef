using System.Globalization;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Augmentation;

namespace MLNet.Compression.Training.Tests.Augmentation;

public class WordVectorsTests
{
    private const int Most = 15;

    /// <remarks>Published vectors; cosines nearer to each other than fp32 tells may change places.</remarks>
    [Test]
    public void Nearest_GloVe_IsThatOfBruteForceInDouble()
    {
        var path = SharedFiles.Require(Path.Combine("data", "glove", "glove.6B.50d.part.txt"));
        var vectors = WordVectorReader.Read(path, word => ReplaceableWords.IsWord(word), int.MaxValue, new WorkerPool(2));
        var all = File.ReadLines(path).Select(line => line.Split(' ')).Where(parts => parts.Length == 51 && ReplaceableWords.IsWord(parts[0]))
            .DistinctBy(parts => parts[0]).ToDictionary(parts => parts[0], parts => parts.Skip(1).Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray());

        Assert.That(vectors.Count, Is.EqualTo(all.Count));
        Assert.That(vectors.Notes.Single(), Does.Contain("6 lines").And.Contain("line 218"), "a line without a word, one with two vectors, four whose words were there");
        foreach (var word in new[] { "film", "good", "terrible", "monday", "london", "run" })
        {
            RequireSame(vectors.Nearest(word, Most), word, all);
        }
    }

    [Test]
    public void Nearest_AnyNumberOfThreads_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        string Vector() => string.Join(' ', Enumerable.Range(0, 37).Select(_ => (random.NextDouble() - 0.5).ToString("R", CultureInfo.InvariantCulture)));
        var words = Enumerable.Range(0, 3000).Select(i => $"w{(char)('a' + (i / 676))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i % 26))}").ToArray();
        File.WriteAllLines(folder.File("v.txt"), words.Select(word => $"{word} {Vector()}"));

        string[] Nearest(int threads)
        {
            var vectors = WordVectorReader.Read(folder.File("v.txt"), _ => true, int.MaxValue, new WorkerPool(threads));
            return [.. words.Take(20).SelectMany(word => vectors.Nearest(word, Most))];
        }

        var all = File.ReadLines(folder.File("v.txt")).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => parts.Skip(1).Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray());
        var one = Nearest(1);

        Assert.That(Nearest(4), Is.EqualTo(one));
        RequireSame(one[..Most], words[0], all);
    }

    private static void RequireSame(IReadOnlyList<string> actual, string word, Dictionary<string, double[]> all)
    {
        double Cosine(string other) => Dot(all[word], all[other]) / Math.Sqrt(Dot(all[word], all[word]) * Dot(all[other], all[other]));
        var expected = all.Keys.Where(other => other != word).OrderByDescending(Cosine).Take(Most).ToArray();
        Assert.That(actual, Has.Count.EqualTo(Most).And.Unique.And.No.Member(word), word);
        for (var i = 0; i < Most; i++)
        {
            Assert.That(Cosine(actual[i]), Is.EqualTo(Cosine(expected[i])).Within(1e-6), $"{word}: {actual[i]} for {expected[i]}");
        }
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
