// Whatever a test asks a gateway, its errors are searched for secrets.
global using HttpClient = Gateway.RealTests.Gateways.SearchedHttpClient;
