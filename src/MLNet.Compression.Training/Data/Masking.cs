using System.Globalization;

namespace MLNet.Compression;

/// <summary>Which tokens masked language modelling hides and asks for, anew every time. Equal by value.</summary>
public sealed record Masking
{
    private readonly double _share = 0.15;
    private readonly double _maskShare = 0.8;
    private readonly double _randomShare = 0.1;
    private readonly double _rarity;

    /// <summary>BERT's: 15 % of the tokens, all alike; 80 % of them behind [MASK], 10 % replaced, 10 % left (Devlin et al. 2019).</summary>
    public static Masking Bert { get; } = new();

    /// <summary>DistilBERT's: as BERT's, but tokens are drawn in proportion to their pieces' count to the power of −0.7 (Sanh et al. 2019).</summary>
    public static Masking DistilBert { get; } = new() { Rarity = 0.7 };

    /// <summary>The share of a text's tokens that are hidden and asked for, at least one token, special ones never. Above 0, below 1. Default 0.15.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public double Share
    {
        get => _share;
        init => _share = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(Share), value, "The share of tokens to hide is above 0 and below 1.");
    }

    /// <summary>The share of the hidden tokens that [MASK] takes the place of. Default 0.8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no share from 0 to 1.</exception>
    public double MaskShare
    {
        get => _maskShare;
        init => _maskShare = Checked(value, nameof(MaskShare));
    }

    /// <summary>The share of the hidden tokens that a random piece takes the place of; the rest stays as it is. Default 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no share from 0 to 1.</exception>
    public double RandomShare
    {
        get => _randomShare;
        init => _randomShare = Checked(value, nameof(RandomShare));
    }

    /// <summary>s where a piece that occurs c times in the texts is hidden in proportion to max(c, 1)^−s: 0, the default, hides all alike, 1 all pieces equally often.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or no number.</exception>
    public double Rarity
    {
        get => _rarity;
        init => _rarity = value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(Rarity), value, "The exponent of rarity is a number from 0 up.");
    }

    /// <summary>An account of it.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Share} of the tokens hidden: {MaskShare} masked, {RandomShare} replaced{(Rarity == 0 ? "" : $", by count^-{Rarity.ToString(CultureInfo.InvariantCulture)}")}");

    /// <exception cref="ArgumentException">The shares of masked and replaced tokens are more than all.</exception>
    internal void Check()
    {
        if (MaskShare + RandomShare > 1)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Of the hidden tokens a share of {MaskShare} is to be masked and of {RandomShare} replaced, together more than all: lower MaskShare or RandomShare."));
        }
    }

    private static double Checked(double share, string name) =>
        share is >= 0 and <= 1 ? share : throw new ArgumentOutOfRangeException(name, share, "A share is a number from 0 to 1.");
}
