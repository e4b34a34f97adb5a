Console.WriteLine("stsgw");
