using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Augmentation;

/// <summary>Variants whose labels are left to a teacher.</summary>
public sealed class UnlabeledVariantsTests : IDisposable
{
    private const string Label = nameof(Message.Label);

    private readonly Sources _sources = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _sources.Dispose();

    [Test]
    public void AugmentText_TextLabel_IsEmptyInVariants() =>
        Require(Messages.Load(_ml, 6), (string label) => label.Length == 0);

    [Test]
    public void AugmentText_KeyLabel_IsMissingInVariants() =>
        Require(Messages.LoadKeyed(_ml, 6), (uint label) => label == 0);

    [Test]
    public void AugmentText_SingleLabel_IsNotANumberInVariants() =>
        Require(_ml.Transforms.Conversion.ConvertType(Label, nameof(Message.Number), DataKind.Single).Fit(Messages.Load(_ml, 6)).Transform(Messages.Load(_ml, 6)), (float label) => float.IsNaN(label));

    [Test]
    public void AugmentText_DoubleLabel_IsNotANumberInVariants() =>
        Require(_ml.Transforms.Conversion.ConvertType(Label, nameof(Message.Number), DataKind.Double).Fit(Messages.Load(_ml, 6)).Transform(Messages.Load(_ml, 6)), (double label) => double.IsNaN(label));

    [TestCase(nameof(Message.Number), "Int32", "ConvertType")]
    [TestCase("Elsewhere", "Could not find label column 'Elsewhere'", "'Label'")]
    [TestCase(nameof(Message.Sentence1), "is a column of texts", "name the label column")]
    public void AugmentText_LabelThatCannotBeMissing_IsRefused(string column, string found, string remedy) => Assert.That(
        () => Augment(Messages.Load(_ml, 6), column), Throws.InstanceOf<ArgumentException>().With.Message.Contains(column).And.Message.Contains(found).And.Message.Contains(remedy));

    private void Require<T>(IDataView data, Func<T, bool> isMissing)
    {
        var augmented = Augment(data, Label);
        var labels = augmented.GetColumn<T>(Label).ToList();
        var numbers = augmented.GetColumn<int>(nameof(Message.Number)).ToList();
        var originals = data.GetColumn<T>(Label).ToList();

        var isOriginal = numbers.Select((number, i) => i == 0 || number != numbers[i - 1]).ToList();
        Assert.That(labels.Where((_, i) => isOriginal[i]), Is.EqualTo(originals));
        Assert.That(labels.Where((_, i) => !isOriginal[i]).Select(isMissing), Is.Not.Empty.And.All.True);
        Assert.That(originals.Select(isMissing), Is.All.False);
    }

    private IDataView Augment(IDataView data, string label) => _ml.Data.AugmentText(data, _sources.Options(options => options.UnlabeledColumnName = label));
}
