using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Encodings;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Files;

/// <summary>Damaged files are refused with the one exception, or load and can be scored.</summary>
[TestFixture]
internal sealed class ModelFileMutationTests
{
    private const int Mutations = 2000;

    private static IEnumerable<TestCaseData> Models()
    {
        yield return new TestCaseData(TestModels.Create(CompressedModelBuilder.Float32)).SetArgDisplayNames("fp32");
        yield return new TestCaseData(TestModels.Create(CompressedModelBuilder.Int8)).SetArgDisplayNames("int8");
        yield return new TestCaseData(TestModels.Create(TestModels.BlockSparse(16, 4, 0.3, ValueFormat.Int8))).SetArgDisplayNames("sparse int8");
        yield return new TestCaseData(TestModels.Create(TestModels.BlockSparse(5, 3, 0.3, ValueFormat.Float32))).SetArgDisplayNames("sparse fp32");
        foreach (var format in RoundedFormat.All.Where(format => format.Name is "3 bits a step a row" or "ternary a scale a row" or "binary one scale" or "codebook of 5" or "3 bits in groups of 64" or "ternary in groups of 16" or "sum of signs"))
        {
            yield return new TestCaseData(TestModels.Create(format.BlockSparse(16, 4))).SetArgDisplayNames("sparse " + format.Name);
        }

        yield return new TestCaseData(TestModels.Create(ProductTable.Words(10, 300))).SetArgDisplayNames("product rows of wide codes");
        yield return new TestCaseData(TestModels.Create(ProductTable.Words(15, 12))).SetArgDisplayNames("product rows");
        yield return new TestCaseData(TestModels.Create(CompressedModelBuilder.Int8, TestModels.WithoutHalves)).SetArgDisplayNames("layers without halves");
        yield return new TestCaseData(ClippedModels.Create()).SetArgDisplayNames("clipped inputs");
    }

    [TestCaseSource(nameof(Models))]
    public void Load_MutatedBytes_AreRefused(CompressedModel model)
    {
        var original = Save(model);
        var random = new Random(11);
        for (var i = 0; i < Mutations / 4; i++)
        {
            var bytes = Mutate(original, random);
            if (!bytes.AsSpan().SequenceEqual(original))
            {
                Assert.That(() => CompressedModel.Load(new MemoryStream(bytes)), Throws.TypeOf<ModelFileException>(), $"mutation {i}");
            }
        }
    }

    [TestCaseSource(nameof(Models))]
    public void Load_MutatedBytesWithRightChecksums_LoadOrAreRefused(CompressedModel model)
    {
        var original = Save(model);
        var random = new Random(12);
        var loaded = 0;
        for (var i = 0; i < Mutations / 4; i++)
        {
            var bytes = Mutate(original, random);
            ModelChecksums.Fix(bytes);
            try
            {
                Use(CompressedModel.Load(new MemoryStream(bytes)));
                loaded++;
            }
            catch (ModelFileException)
            {
                // What a bad file is answered with.
            }
        }

        TestContext.Out.WriteLine($"{loaded} of {Mutations / 4} mutated files loaded");
        Assert.That(loaded, Is.GreaterThan(0), "no mutation got past the checks, so nothing behind them was tried");
    }

    [Test]
    public void Load_EveryTruncation_IsRefused()
    {
        var bytes = Save(TestModels.Create(CompressedModelBuilder.Int8));
        for (var length = 0; length < bytes.Length; length += 1 + (length / 50))
        {
            var cut = bytes[..length];
            Assert.That(() => CompressedModel.Load(new MemoryStream(cut)), Throws.TypeOf<ModelFileException>(), $"{length} bytes");
        }
    }

    private static byte[] Save(CompressedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    /// <summary>Scores with a model and writes it; every number in it may be anything that a file can say.</summary>
    private static void Use(CompressedModel model)
    {
        using var classifier = new TextClassifier(model);
        classifier.Score(TestModels.Batch(model.Shape, 1, 1, Math.Min(9, model.Shape.MaxPositions)), new float[2 * classifier.LabelCount]);
        model.Save(Stream.Null);
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToArray();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            // Most fields that say something about others stand in the first tenth.
            var at = random.Next(random.Next(2) == 0 ? bytes.Length / 10 : bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.AsSpan(at, Math.Min(4, bytes.Length - at)).Fill((byte)(random.Next(2) * 255));
                    break;
                default:
                    bytes.AsSpan(random.Next(bytes.Length - 8), 8).CopyTo(bytes.AsSpan(Math.Min(at, bytes.Length - 8)));
                    break;
            }
        }

        return bytes;
    }
}
