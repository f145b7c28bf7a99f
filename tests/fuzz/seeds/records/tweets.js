window.YTD.tweets.part0 = [
  {
    "tweet" : {
      "id_str" : "42",
      "created_at" : "Thu Dec 31 23:59:59 +0000 2009",
      "full_text" : "Godt nytår!\nVi ses {i [2010]} \"måske\"",
      "favorite_count" : "3",
      "retweet_count" : "1"
    }
  },
  {
    "tweet" : { "id_str" : "43", "created_at" : "Fri Jan 01 00:00:01 +0000 2010", "full_text" : "2010", "in_reply_to_status_id_str" : "42" }
  }
]
