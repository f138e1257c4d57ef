namespace MLNet.Compression.Benchmarks.Products;

/// <summary>How fast a product was.</summary>
/// <param name="Gflops">Billions of multiplications and additions a second.</param>
/// <param name="Share">That as a share of the ceiling measured at the same time.</param>
internal readonly record struct ProductRate(double Gflops, double Share);
