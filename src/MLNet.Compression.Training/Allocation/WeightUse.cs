namespace MLNet.Compression.Training.Allocation;

/// <summary>How often a scorer uses a matrix or table for one text.</summary>
/// <param name="AllTokens">How often with all tokens.</param>
/// <param name="OneToken">How often with the first token alone.</param>
/// <param name="IsLookedUp">Whether its rows are looked up; else it is multiplied.</param>
internal readonly record struct WeightUse(double AllTokens, double OneToken, bool IsLookedUp = false)
{
    public static WeightUse operator +(WeightUse left, WeightUse right) => new(left.AllTokens + right.AllTokens, left.OneToken + right.OneToken, left.IsLookedUp);
}
