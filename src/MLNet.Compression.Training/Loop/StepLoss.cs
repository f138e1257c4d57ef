namespace MLNet.Compression.Training.Loop;

/// <summary>What one optimizer step learnt from.</summary>
/// <param name="Loss">The mean loss of its rows.</param>
/// <param name="Terms">The mean of each term, without its weight.</param>
/// <param name="Tokens">Its tokens.</param>
internal readonly record struct StepLoss(double Loss, double[] Terms, int Tokens);
